/**
 * Whether CDKTF writes HCL instead of JSON. Stacks read this variable, which `cdktf synth --hcl` sets. The option
 * `hclOutput` of the app only changes the file name.
 */
function writesHcl(): boolean {
  return ['true', '1'].includes(process.env.SYNTH_HCL_OUTPUT ?? '');
}

/** Escapes quotes and backslashes if CDKTF writes HCL: unlike its JSON writer, its HCL writer does not escape them. */
export function escapedForHcl(text: string, escapeQuoted: (text: string) => string): string {
  return writesHcl() ? escapeQuoted(text) : text;
}

/**
 * A text in a map without CDKTF types. CDKTF's HCL writer quotes a text with `${`, but writes a text that starts with a
 * brace as an expression. So this function quotes all texts without `${`.
 */
export function quotedForHcl(text: string): string {
  return writesHcl() && !text.includes('${') ? `"${text}"` : text;
}

/**
 * Marks lists as blocks. CDKTF's HCL writer writes a list inside a block as an attribute, which Terraform refuses.
 * @param attributes the attributes next to the blocks
 */
export function inBlocks(blocks: object, attributes: object = {}): object {
  const marked = Object.fromEntries(Object.entries(blocks).map(([name, list]) => [name, markedAsBlock(list)]));
  return writesHcl() ? markedAsBlock({ ...attributes, ...marked }) : { ...attributes, ...blocks };
}

/** Marks names as references, which CDKTF's HCL writer would otherwise quote. */
export function asReference(names: string | readonly string[]): unknown {
  const text = typeof names === 'string' ? names : `[${names.join(', ')}]`;
  return writesHcl() ? { value: text, type: 'simple', storageClassType: 'reference' } : names;
}

/** Marks a map, or a list of maps, as blocks, among attributes without CDKTF types such as those of a backend. */
export function asBlock<Block>(block: Block): Block {
  return writesHcl() ? (markedAsBlock(block) as unknown as Block) : block;
}

function markedAsBlock(value: unknown) {
  return { value, isBlock: true, type: 'list', storageClassType: 'objectList' };
}
