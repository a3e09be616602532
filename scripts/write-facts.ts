import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { factsText, MODULE_FACTS } from './module-facts';

for (const [folder, facts] of Object.entries(MODULE_FACTS)) {
  writeFileSync(join('terraform', 'zencoder-s3-access', folder, 'facts.tf.json'), factsText(facts));
}
