import { writeFileSync } from 'node:fs';
import { CONFIG_SCHEMA } from '../lib/config/schema';

writeFileSync('zencoder.schema.json', `${JSON.stringify(CONFIG_SCHEMA, null, 2)}\n`);
