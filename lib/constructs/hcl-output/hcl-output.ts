/**
 * Whether CDKTF will write HCL and not JSON: stacks go by this variable, which `cdktf synth --hcl` sets, and not by the
 * `hclOutput` of the app, which only changes the name of the file.
 */
function writesHcl(): boolean {
  return ['true', '1'].includes(process.env.SYNTH_HCL_OUTPUT ?? '');
}

/** CDKTF's HCL writer, other than its JSON writer, leaves quotes and backslashes as they are: what it writes is escaped beforehand. */
export function forWriter(text: string, escapeQuoted: (text: string) => string): string {
  return writesHcl() ? escapeQuoted(text) : text;
}

/**
 * A text in a map of which CDKTF has no types. Its HCL writer puts quotes around one with `${` and writes one that begins with a
 * brace as an expression: it gets the quotes beforehand.
 */
export function withoutType(text: string): string {
  return writesHcl() && !text.includes('${') ? `"${text}"` : text;
}

/**
 * CDKTF's HCL writer makes an attribute of a list in a block, which Terraform refuses: the list is marked as what it is, blocks.
 * @param attributes what stands beside the blocks
 */
export function inBlocks(blocks: object, attributes: object = {}): object {
  const marked = Object.fromEntries(Object.entries(blocks).map(([name, list]) => [name, markedAsBlock(list)]));
  return writesHcl() ? markedAsBlock({ ...attributes, ...marked }) : { ...attributes, ...blocks };
}

/** References by name, which CDKTF's HCL writer would put into quotes. */
export function asReference(names: string | readonly string[]): unknown {
  const text = typeof names === 'string' ? names : `[${names.join(', ')}]`;
  return writesHcl() ? { value: text, type: 'simple', storageClassType: 'reference' } : names;
}

/** Marks as blocks a map, or a list of maps, among attributes of which CDKTF has no types, as those of a backend. */
export function asBlock<Block>(block: Block): Block {
  return writesHcl() ? (markedAsBlock(block) as unknown as Block) : block;
}

function markedAsBlock(value: unknown) {
  return { value, isBlock: true, type: 'list', storageClassType: 'objectList' };
}
