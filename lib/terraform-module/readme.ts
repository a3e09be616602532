import { GRANT_SCHEMA, OBJECT_SCHEMA, type Schema } from '../app/schema';
import type { ModuleStack } from './module-stack';
import { snakeCase } from './object-rules';

interface Variable {
  readonly type: string;
  readonly description: string;
  readonly default?: unknown;
}

/** What the member of a variable of any type takes. */
const MEMBERS: Readonly<Record<string, Schema>> = { grants: GRANT_SCHEMA, objects: OBJECT_SCHEMA };

const TABLES = /(<!-- tables: made by `npm run module` -->\n).*(<!-- end of the tables -->)/s;

/** A module's README with its tables: its inputs, the attributes of their members, its outputs. */
export function withTables(readme: string, module: ModuleStack): string {
  return readme.replace(TABLES, (_, begin: string, end: string) => `${begin}\n${tables(module)}\n\n${end}`);
}

function tables(module: ModuleStack): string {
  const { variable = {}, output = {} } = module.toTerraform() as {
    variable?: Record<string, Variable>;
    output?: Record<string, { description: string }>;
  };
  const inputs = Object.entries(variable).map(([name, config]) => [
    `\`${name}\``,
    name in MEMBERS ? `[list](#${name})` : `\`${config.type}\``,
    'default' in config ? `\`${JSON.stringify(config.default)}\`` : 'required',
    config.description,
  ]);
  const attributes = Object.keys(variable).flatMap((name) =>
    name in MEMBERS ? [`### ${name}`, attributeTable(name, takenBy(variable[name]!))] : [],
  );
  const outputs = Object.entries(output).map(([name, { description }]) => [`\`${name}\``, description]);
  return [
    '## Inputs',
    table(['input', 'type', 'default', ''], inputs),
    ...attributes,
    ...(outputs.length > 0 ? ['## Outputs', table(['output', ''], outputs)] : []),
  ].join('\n\n');
}

function attributeTable(name: string, taken: (attribute: string) => boolean): string {
  const { properties = {} } = MEMBERS[name]!;
  const rows = Object.entries(properties)
    .map(([property, schema]) => [snakeCase(property), inSnakeCase(schema)] as const)
    .filter(([attribute]) => taken(attribute));
  return table(
    ['attribute', 'type', ''],
    rows.map(([attribute, schema]) => [
      `\`${attribute}\``,
      schema.type === 'array' ? 'list of strings' : 'string',
      `${schema.description}${choices(schema)}`,
    ]),
  );
}

function choices({ enum: own, items }: Schema): string {
  const values = (own ?? items?.enum) as readonly string[] | undefined;
  return values === undefined ? '' : ` Of ${values.map((each) => `\`${each}\``).join(', ')}.`;
}

/** What the first validation of a variable knows. */
function takenBy(variable: Variable): (attribute: string) => boolean {
  const text = JSON.stringify(variable);
  return (attribute) => text.includes(`\\"${attribute}\\"`);
}

function inSnakeCase(schema: Schema): Schema {
  return { ...schema, description: String(schema.description).replace(/\b[a-z]+[A-Z]\w*/g, snakeCase) };
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
