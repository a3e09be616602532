import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REVOKE_COMMAND, SET_COMMAND } from '../../lib/constructs/object-grants/acl-scripts';
import { GRANT_ATTRIBUTES, MAX_KEY_BYTES } from '../../lib/grants/grant';
import { OBJECT_ATTRIBUTES, ZencoderObjectMethod, ZencoderPermission } from '../../lib/grants/object-access';
import { OUR_SID } from '../../lib/grants/sid';
import { PRINCIPAL_KINDS } from '../../lib/iam/grammar/principal';
import { OPERATOR_NAMES } from '../../lib/iam/operators';
import { CHOICES, STATEMENT_MEMBERS } from '../../lib/iam/policy';
import { LONG_RUN, MARK_AFTER_ESCAPE, PREPENDED } from '../../lib/messages/text';
import { ZencoderResourceType } from '../../lib/s3/actions';
import { REGIONS } from '../../lib/s3/region';
import { Zencoder, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { MODULE } from './modules';

const read = (path: string) => readFileSync(join(MODULE, path), 'utf8');
const [root, policy, grants] = ['', 'modules/policy/', 'modules/object-grants/'].map((folder) =>
  read(`${folder}variables.tf`),
) as [string, string, string];

/** What is between quotes, as Terraform reads it; parts of a pattern that is put together from several lines are joined. */
const joined = (hcl: string) => hcl.replace(/",\n\s*"/g, '').replace(/\\(["\\])/g, '$1');
const either = (names: readonly string[]) => `(${names.join('|')})`;
const bare = (names: readonly string[]) => names.map((name) => name.replace('s3:', ''));

/** A pattern of Go's as JavaScript has it. */
const pattern = (re2: string) =>
  new RegExp(re2.replace(/\\x\{([0-9a-f]+)\}/gi, '\\u{$1}').replace(/\\pL/g, '\\p{L}'), 'u');
const found = (within: string, form: RegExp) => joined(within).match(form)!.slice(1);

const actionsOn = (type: ZencoderResourceType) =>
  bare(Zencoder.actions().filter((action) => Zencoder.resourceType(action) === type));

describe('The validations have the same literals as the library:', () => {
  it('roles and actions', () => {
    const text = joined(policy);
    expect(text).toContain(either(Object.values(ZencoderRole)));
    expect(text).toContain(`["${Object.values(ZencoderRole).join('|')}"]`);
    expect(text).toContain(`s3:${either(actionsOn(ZencoderResourceType.OBJECT))}`);
    expect(text).toContain(`s3:${either(actionsOn(ZencoderResourceType.BUCKET))}`);
    expect(
      found(policy, /\[for actions in \[join\("", \["([\w|]+)"/)[0]!
        .split('|')
        .sort(),
    ).toEqual(bare(Zencoder.actions()).sort());
    const onBucket = actionsOn(ZencoderResourceType.BUCKET).map((name) => `"s3:${name}"`);
    expect(text).toContain(`[${onBucket.join(', ')}]`);
  });

  it('attributes of a grant', () => {
    const [known] = found(policy, /for known in \[\[([^\]]+)\]\]/);
    expect(
      known!
        .split(', ')
        .map((name) => JSON.parse(name))
        .sort(),
    ).toEqual(Object.keys(GRANT_ATTRIBUTES).sort());
  });

  it('the limit of a key', () => {
    const base64 = Math.ceil((MAX_KEY_BYTES * 4) / 3);
    const lengths = [...`${policy}${read('main.tf')}`.matchAll(/base64encode\(\w+\), "="\)\) (?:<=|>) (\d+)/g)];
    expect(lengths.length).toBeGreaterThan(2);
    expect(new Set(lengths.map(([, length]) => Number(length)))).toEqual(new Set([base64]));
    expect(policy).toContain(`has more than ${MAX_KEY_BYTES} bytes`);
  });

  it('characters that Terraform would change', () => {
    const forms = [...joined(policy).matchAll(/regex\(join\("", \[\s*"(\\x00.*?)"\]\), odd\)/g)].map(
      ([, form]) => form!,
    );
    expect(forms).toHaveLength(2);
    const core = [/\0/, LONG_RUN, MARK_AFTER_ESCAPE, PREPENDED];
    for (const form of forms) {
      const same = pattern(form);
      for (let code = 0x21; code <= 0x1fbff; code += 1) {
        const sign = String.fromCodePoint(code);
        for (const text of [`${sign}"`, `\n${sign}a`, `a${sign.repeat(31)}b`]) {
          if (same.test(text) !== core.some((each) => each.test(text))) {
            throw new Error(`${form} and the core differ in ${JSON.stringify(text)}`);
          }
        }
      }
    }
  });

  it('regions', () => {
    const [form] = found(root, /regex\(join\("", \["(\^\(af-south.*?)"\]\)/);
    const parts = REGIONS.map((region) => region.split('-') as [string, string, string]);
    const some = (place: 0 | 1 | 2) => [...new Set(parts.map((part) => part[place]))];
    const all = some(0).flatMap((area) =>
      [...some(1), 'northwest'].flatMap((direction) =>
        [...some(2), '8', '9'].map((number) => `${area}-${direction}-${number}`),
      ),
    );
    expect(all.filter((region) => pattern(form!).test(region)).sort()).toEqual([...REGIONS].sort());
  });

  it('methods, their attributes, and permissions', () => {
    const permissions = either(Object.values(ZencoderPermission));
    for (const text of [root, grants]) {
      expect(joined(text)).toContain(permissions);
    }
    const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const forms = joined(root)
      .match(/join\("\|", \["(.*?)\$"\n/s)![1]!
      .split('$", "^')
      .join('$^')
      .split('$^');
    const byMethod = Object.fromEntries(
      Object.values(ZencoderObjectMethod).map((method) => [
        method,
        forms.find((form) => form.includes(`"method":"${method}"`))!,
      ]),
    );
    for (const [property, { methods }] of Object.entries(OBJECT_ATTRIBUTES).filter(([, of]) => of.methods)) {
      const taking = Object.entries(byMethod).filter(([, form]) =>
        form.includes(property === 'permissions' ? '<permissions>' : `"${snakeCase(property)}":`),
      );
      expect({ property, methods: taking.map(([method]) => method) }).toEqual({ property, methods });
    }
  });

  it('elements and kinds of principals', () => {
    const text = joined(policy);
    expect(text).toContain(`"${either(PRINCIPAL_KINDS)}"`);
    expect(text).toContain(`for name in [${CHOICES.map(([name]) => JSON.stringify(name)).join(', ')}]`);
    const [form] = found(policy, /join\("\|", \[(\s*"\^\(Effect[^<]*<>", "\(Not\)\?Principal)/);
    const named = form!.replace('(Not)?(Action|Resource)', 'Action NotAction Resource NotResource');
    const names = named.replace('(Not)?Principal', 'Principal NotPrincipal').match(/\b(Not)?[A-Z][a-z]+\b/g)!;
    expect(names.filter((name) => !['Allow', 'Deny'].includes(name)).sort()).toEqual([...STATEMENT_MEMBERS].sort());
  });

  it('condition operators', () => {
    const forms = [...joined(policy).matchAll(/regex\(join\("", \["(\^\(ForAllValues.*?)"\]\), operator/g)].map(
      ([, form]) => form!,
    );
    expect(forms).toHaveLength(2);
    const names = [
      ...OPERATOR_NAMES,
      'StringEqual',
      'NumericLike',
      'DateLike',
      'Ip',
      'StringLessThan',
      'ArnEqualsIgnoreCase',
    ];
    for (const form of forms) {
      for (const name of names) {
        for (const set of ['', 'ForAllValues:', 'ForAnyValue:', 'ForAllValue:']) {
          for (const end of ['', 'IfExists', 'IfExist']) {
            const isOne =
              OPERATOR_NAMES.includes(name) &&
              set !== 'ForAllValue:' &&
              end !== 'IfExist' &&
              !(name === 'Null' && end !== '');
            expect({ name: set + name + end, taken: pattern(form).test(set + name + end) }).toEqual({
              name: set + name + end,
              taken: isOne,
            });
          }
        }
      }
    }
  });

  it('the form of Sids for Zencoder', () => {
    expect(policy.split(`"${OUR_SID.source}"`)).toHaveLength(3);
  });
});

describe('The scripts for grants in ACLs', () => {
  it.each([
    ['set.sh', SET_COMMAND],
    ['revoke.sh', REVOKE_COMMAND],
  ])('are what the construct runs, in lines that fit: %s', (name, command) => {
    const script = ['object-acl.sh', name].map((path) => read(`modules/object-grants/${path}`)).join('');
    expect(script.replace(/^#.*\n/gm, '').replace(/\\\n/g, '')).toBe(command);
  });
});
