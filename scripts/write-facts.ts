import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@cdktf/hcl2json';
import { KEPT_DOCUMENTS_FILE, keptDocumentsText, type Validated } from './kept-documents';
import { factsText, MODULE_FACTS, withActions } from './module-facts';

const MODULE = join('terraform', 'zencoder-s3-access');

for (const [folder, facts] of Object.entries(MODULE_FACTS)) {
  writeFileSync(join(MODULE, folder, 'facts.tf.json'), factsText(facts));
}

const VARIABLES = join(MODULE, 'modules', 'policy', 'variables.tf');
writeFileSync(VARIABLES, withActions(readFileSync(VARIABLES, 'utf8')));

async function read<Blocks>(name: string): Promise<Blocks> {
  const path = join(MODULE, 'modules', 'policy', name);
  return (await parse(path, readFileSync(path, 'utf8'))) as Blocks;
}

async function writeKeptDocuments(): Promise<void> {
  const { locals } = await read<{ locals: [Record<string, string>] }>('checks.tf');
  const { variable } = await read<{ variable: { source_policy_documents: [Validated] } }>('variables.tf');
  writeFileSync(KEPT_DOCUMENTS_FILE, keptDocumentsText(locals[0], variable.source_policy_documents[0]));
}

writeKeptDocuments();
