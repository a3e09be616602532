/**
 * Writes docs/API.md from the doc comments of the exported library; with `--check` it fails if the file is out of date.
 *
 * It leaves out members of the framework's classes. They would be nine tenths of the reference, and the framework documents them.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { Documentation, Language, MarkdownRenderer } = require('jsii-docgen');
const { ROOT, stage } = require('./staged-library');

const FILE = path.join(ROOT, 'docs', 'API.md');
const HEAD =
  'What `cdktf-zencoder-s3` exports, made by `npm run api` from its doc comments. Left out: what its constructs inherit from\n' +
  "CDKTF's. `cdktf-zencoder-s3/core` has all of it but the constructs and their props.\n\n";

/** The names of the members that this source declares, by the full name of their type. */
function ownMembers(folder) {
  const { types } = JSON.parse(readFileSync(path.join(folder, '.jsii'), 'utf8'));
  const names = ({ methods = [], properties = [] }) => new Set([...methods, ...properties].map(({ name }) => name));
  return new Map(Object.entries(types).map(([fqn, type]) => [fqn, names(type)]));
}

function withoutInherited(schema, own) {
  const mine = (type) => (member) => own.get(type.fqn).has(member.fqn.split('.').pop());
  const part = (type) => {
    const lists = ['instanceMethods', 'staticMethods', 'properties', 'constants'].filter((list) => type[list]);
    return { ...type, ...Object.fromEntries(lists.map((list) => [list, type[list].filter(mine(type))])) };
  };
  const parts = Object.entries(schema.apiReference).map(([kind, types]) => [
    kind,
    kind === 'enums' ? types : types.map(part),
  ]);
  return { ...schema, apiReference: Object.fromEntries(parts) };
}

async function apiReference() {
  const folder = stage();
  const documentation = await Documentation.forProject(folder);
  const { content } = await documentation.toJson({ language: Language.TYPESCRIPT });
  const markdown = MarkdownRenderer.fromSchema(withoutInherited(content, ownMembers(folder)), {
    header: { title: 'API', id: 'api' },
  });
  const [title, ...rest] = markdown.render().split('\n\n');
  return [title, HEAD.trimEnd(), ...rest].join('\n\n');
}

apiReference().then((text) => {
  if (!process.argv.includes('--check')) {
    writeFileSync(FILE, text);
  } else if (readFileSync(FILE, 'utf8') !== text) {
    console.error('docs/API.md is out of date; run "npm run api"');
    process.exitCode = 1;
  }
});
