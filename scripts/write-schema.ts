import { writeFileSync } from 'node:fs';
import { FORMAT } from '../lib/config/format';

writeFileSync('zencoder.schema.json', `${JSON.stringify(FORMAT, null, 2)}\n`);
