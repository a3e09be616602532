import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { moduleFiles } from '../lib/terraform-module/module-files';

const FOLDER = join('terraform', 'zencoder-s3-access');

const files = moduleFiles((path) => readFileSync(join(FOLDER, path), 'utf8'));
for (const [path, text] of Object.entries(files)) {
  writeFileSync(join(FOLDER, path), text);
}
