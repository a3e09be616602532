import { describeTerraform, inFolder } from '../support/terraform';
import { type Configuration, configure, copyModule, refusals, warnings } from './modules';
import { copyStandIn } from './stand-in';

type Copy = (folder: string) => string;

const policyModule: Copy = (folder) => copyModule('modules/policy', folder);
const grantsModule: Copy = (folder) => copyModule('modules/object-grants', folder);

/** Each use of the modules, by the inputs beside the bucket. */
const USES: readonly (readonly [what: string, copy: Copy, inputs: Configuration])[] = [
  ['the policy module', policyModule, { grants: [{ role: 'input' }] }],
  ['the module of grants in place', grantsModule, { objects: [{ key: 'a.mov' }] }],
  ['the root module, for a policy', copyStandIn, { grants: [{ role: 'input' }] }],
  ['the root module, for grants in place', copyStandIn, { objects: [{ key: 'a.mov', method: 'acl' }] }],
  ['the root module, for copies', copyStandIn, { objects: [{ key: 'a.mov', method: 'acl-copy' }] }],
];

/** What Terraform says of a bucket, as an error or as a warning. */
function saidOf(copy: Copy, inputs: Configuration): { errors: string[]; warned: string[] } {
  return inFolder((folder) => {
    configure(folder, { module: { called: { source: copy(folder), ...inputs } } });
    const ofBucket = (texts: readonly string[]) => texts.flatMap((text) => /^bucket: .*$/m.exec(text)?.[0] ?? []);
    return {
      errors: [...new Set(ofBucket(refusals(folder).map(({ message }) => message)))],
      warned: ofBucket(warnings(folder)),
    };
  });
}

describeTerraform('An older bucket name', () => {
  it.each(USES)('is accepted by %s in us-east-1, with one warning', (_, copy, inputs) => {
    expect(saidOf(copy, { bucket: 'Old_Films', region: 'us-east-1', ...inputs })).toEqual({
      errors: [],
      warned: [
        'bucket: "Old_Films" is an older bucket name, which only a bucket created in us-east-1 before March 2018 can have',
      ],
    });
  });

  it.each(USES)('is refused by %s in another region', (_, copy, inputs) => {
    const { errors } = saidOf(copy, { bucket: 'Old_Films', region: 'us-west-2', ...inputs });
    expect(errors).toEqual([
      'bucket: "Old_Films" is not the name of an S3 bucket: a name has 3 to 63 characters of a-z, 0-9, "." and "-"; only a bucket created in us-east-1 before March 2018 can have such a name',
    ]);
  });

  it.each(USES)('causes no warning of %s for other names', (_, copy, inputs) => {
    expect(saidOf(copy, { bucket: 'films', region: 'us-west-2', ...inputs })).toEqual({ errors: [], warned: [] });
  });
});
