/**
 * Writes `schemas/`: the schemas of the `--json` output of each command, from the types in `lib/cli/output/json-results.ts` and their
 * comments. With `--check` it writes nothing, and fails if a schema is out of date.
 */
const { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { createGenerator } = require('ts-json-schema-generator');

const ROOT = path.join(__dirname, '..');
const FOLDER = path.join(ROOT, 'schemas');
const { name: PACKAGE } = require('../package.json');

function generated() {
  const generator = createGenerator({
    path: path.join(ROOT, 'lib', 'cli', 'output', 'json-results.ts'),
    tsconfig: path.join(ROOT, 'tsconfig.json'),
    skipTypeCheck: true,
    expose: 'export',
    topRef: false,
  });
  const { properties, definitions } = generator.createSchema('JsonResults');
  return Object.entries(properties).map(([name, result]) => {
    const file = `${name}.schema.json`;
    return [file, `${JSON.stringify(schemaOf(name, file, result, definitions), asPrinted, 2)}\n`];
  });
}

/** The `$id` of a schema: the name by which Node finds it in the package. */
function schemaOf(name, file, { $ref, ...own }, definitions) {
  const root = { ...($ref && definitions[nameOf($ref)]), ...own };
  const [command, ...more] = name.split('-');
  const { description, ...rest } = root;
  const options = command === 'explain' ? more.map((option) => `--${option}`) : [];
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `${PACKAGE}/schemas/${file}`,
    title: ['zencoder-s3', command, ...options, '--json'].join(' '),
    description,
    ...rest,
    definitions: Object.fromEntries([...reachable(rest, definitions)].sort().map((one) => [one, definitions[one]])),
  };
}

function nameOf(ref) {
  return decodeURIComponent(ref.replace('#/definitions/', ''));
}

function reachable(schema, definitions, found = new Set()) {
  for (const [, ref] of JSON.stringify(schema).matchAll(/"\$ref":"([^"]+)"/g)) {
    const name = nameOf(ref);
    if (!found.has(name)) {
      reachable(definitions[name], definitions, found.add(name));
    }
  }
  return found;
}

/**
 * Makes numbers integers, because they are positions or counts, except for an alternative in a statement.
 * Removes `@default`, which applies only to constructs.
 */
function asPrinted(key, value) {
  const isAlternative = /^\d+$/.test(key);
  const isCount = value?.type === 'number' && !isAlternative;
  return key === 'default' ? undefined : isCount ? { ...value, type: 'integer' } : value;
}

const schemas = generated();
const names = schemas.map(([file]) => file);
const stale = (existsSync(FOLDER) ? readdirSync(FOLDER) : []).filter((file) => !names.includes(file));
if (process.argv.includes('--check')) {
  const differs = ([file, text]) =>
    !existsSync(path.join(FOLDER, file)) || readFileSync(path.join(FOLDER, file), 'utf8') !== text;
  const wrong = [...stale, ...schemas.filter(differs).map(([file]) => file)];
  if (wrong.length > 0) {
    console.error(`out of date in schemas/: ${wrong.join(', ')}; run "npm run schemas"`);
    process.exit(1);
  }
} else {
  mkdirSync(FOLDER, { recursive: true });
  stale.forEach((file) => {
    rmSync(path.join(FOLDER, file));
  });
  schemas.forEach(([file, text]) => {
    writeFileSync(path.join(FOLDER, file), text);
  });
}
