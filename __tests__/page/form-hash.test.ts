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
  it('contains the form, and is read back as the same form', () => {
    expect(formIn(hashOf(FORM, false))).toEqual({ form: FORM, leftOut: false });
    expect(formIn(hashOf(NEW_FORM, true))).toEqual({ form: NEW_FORM, leftOut: false });
  });

  it('contains a pasted policy only on request, and a mark if it is left out', () => {
    const form = { ...FORM, existing: JSON.stringify(policyWith(CDN)) };
    expect(formIn(hashOf(form, false))).toEqual({ form: FORM, leftOut: true });
    expect(Buffer.from(hashOf(form, false).slice('#form='.length), 'base64url').toString()).not.toContain('Cdn');
    expect(formIn(hashOf(form, true))).toEqual({ form, leftOut: false });
  });

  it.each(INVALID)('is refused if it contains %s', (_, hash) => {
    expect(formIn(hash)).toBeUndefined();
  });
});
