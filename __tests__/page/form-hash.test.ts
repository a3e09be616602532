import { type Form, NEW_FORM, NEW_GRANT } from '../../page/src/form/form';
import { formIn, hashOf } from '../../page/src/form/form-hash';
import { INVALID } from './invalid-addresses';
import { CDN, policyWith } from './policies';

const FORM: Form = {
  ...NEW_FORM,
  bucket: 'films',
  region: 'eu-west-1',
  requireTls: true,
  grants: [
    { ...NEW_GRANT, covers: 'parts', prefixes: 'in/\nüber/', until: '2031-06-30' },
    { ...NEW_GRANT, by: 'actions', actions: ['s3:GetObject' as never], covers: 'parts', keys: '"a\\nb"\n${x}' },
  ],
};

describe('An address', () => {
  it('holds the form, and gives it back', () => {
    expect(formIn(hashOf(FORM, false))).toEqual({ form: FORM, leftOut: false });
    expect(formIn(hashOf(NEW_FORM, true))).toEqual({ form: NEW_FORM, leftOut: false });
  });

  it('holds no pasted policy unless that is asked for, and says that there was one', () => {
    const form = { ...FORM, existing: JSON.stringify(policyWith(CDN)) };
    expect(formIn(hashOf(form, false))).toEqual({ form: FORM, leftOut: true });
    expect(Buffer.from(hashOf(form, false).slice('#form='.length), 'base64url').toString()).not.toContain('Cdn');
    expect(formIn(hashOf(form, true))).toEqual({ form, leftOut: false });
  });

  it.each(INVALID)('is refused where it holds %s', (_, hash) => {
    expect(formIn(hash)).toBeUndefined();
  });
});
