const encoded = (text: string) => `#form=${Buffer.from(text).toString('base64url')}`;

/** Addresses that the page cannot have written. */
export const INVALID: readonly (readonly [what: string, hash: string])[] = [
  ['invalid base64', '#form=***'],
  ['invalid UTF-8', `#form=${Buffer.from([0xff, 0xfe]).toString('base64url')}`],
  ['invalid JSON', encoded('{"grants":')],
  ['a list instead of a form', encoded('[]')],
  ['nothing', '#form='],
  ['null', encoded('null')],
  ['no grants', encoded('{"bucket":"films"}')],
  ['an unknown member', encoded('{"grants":[{}],"script":"x"}')],
  ['a member that every object inherits', encoded('{"grants":[{}],"constructor":"x"}')],
  ['a prototype', encoded('{"grants":[{}],"__proto__":{"bucket":"films"}}')],
  ['a bucket that is not a string', encoded('{"bucket":["films"],"grants":[{}]}')],
  ['an unknown role', encoded('{"grants":[{"role":"admin"}]}')],
  ['an unknown action', encoded('{"grants":[{"by":"actions","actions":["s3:*"]}]}')],
  ['an unknown region', encoded('{"region":"mars-1","grants":[{}]}')],
  ['a policy that is not a string', encoded('{"grants":[{}],"existing":{}}')],
  ['an invalid mark', encoded('{"grants":[{}],"leftOut":"yes"}')],
  ['too many characters', encoded(`{"grants":[{}],"bucket":"${'a'.repeat(200_000)}"}`)],
];
