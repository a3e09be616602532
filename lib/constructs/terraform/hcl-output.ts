/**
 * Whether CDKTF will write HCL and not JSON: stacks go by this variable, which `cdktf synth --hcl` sets, and not by the
 * `hclOutput` of the app, which only changes the name of the file.
 */
export function writesHcl(): boolean {
  return ['true', '1'].includes(process.env.SYNTH_HCL_OUTPUT ?? '');
}
