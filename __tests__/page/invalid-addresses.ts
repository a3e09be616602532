const encoded = (text: string) => `#form=${Buffer.from(text).toString('base64url')}`;

/** Addresses that this page has never written. */
export const INVALID: readonly (readonly [what: string, hash: string])[] = [
  ['no base64', '#form=***'],
  ['no UTF-8', `#form=${Buffer.from([0xff, 0xfe]).toString('base64url')}`],
  ['no JSON', encoded('{"grants":')],
  ['no form', encoded('[]')],
  ['nothing', '#form='],
  ['null', encoded('null')],
  ['no grants', encoded('{"bucket":"films"}')],
  ['another member', encoded('{"grants":[{}],"script":"x"}')],
  ['a member of every object', encoded('{"grants":[{}],"constructor":"x"}')],
  ['a prototype', encoded('{"grants":[{}],"__proto__":{"bucket":"films"}}')],
  ['a bucket that is no text', encoded('{"bucket":["films"],"grants":[{}]}')],
  ['a role that is none', encoded('{"grants":[{"role":"admin"}]}')],
  ['an action that is none', encoded('{"grants":[{"by":"actions","actions":["s3:*"]}]}')],
  ['a region that is none', encoded('{"region":"mars-1","grants":[{}]}')],
  ['a policy that is no text', encoded('{"grants":[{}],"existing":{}}')],
  ['a mark that is none', encoded('{"grants":[{}],"leftOut":"yes"}')],
  ['too much', encoded(`{"grants":[{}],"bucket":"${'a'.repeat(200_000)}"}`)],
];
