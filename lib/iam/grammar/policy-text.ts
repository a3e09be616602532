import type { Diagnostic } from '../../messages/diagnostic';
import type { Json } from '../../messages/json';
import { JsonSource, JsonSyntaxError, type LongNumber, lineAndColumn } from '../json-source';
import { type GrammarOptions, grammarFindings } from './document';

/** A policy as it is written, and all that is wrong with it. */
export interface ReadPolicy {
  /** Undefined where the text is not JSON. */
  readonly policy: Json | undefined;
  readonly findings: readonly Diagnostic[];
}

/**
 * Reads the text of a bucket policy. It finds what a reader of JSON hides: a name that is given twice, of which most keep the
 * last, and a number that a double does not keep. Source: IAM's "Grammar of the IAM JSON policy language", by which no element
 * may have the same key twice.
 */
export function readPolicyText(text: string, options: GrammarOptions = {}): ReadPolicy {
  let source: JsonSource;
  try {
    source = new JsonSource(text);
  } catch (fault) {
    if (!(fault instanceof JsonSyntaxError)) {
      throw fault;
    }
    const [line, column] = lineAndColumn(text, fault.offset).split(':');
    const message = `${fault.message}, at line ${line}, column ${column}; give a bucket policy document`;
    return { policy: undefined, findings: [{ path: [], message }] };
  }
  const policy = JSON.parse(text) as Json;
  return {
    policy,
    findings: [...grammarFindings(policy, options).map(ofGrammar), ...source.longNumbers.map(numberFinding)],
  };
}

function ofGrammar(finding: Diagnostic): Diagnostic {
  return { ...finding, isGrammar: true };
}

const LONGEST_SHOWN = 40;

function numberFinding({ path, text }: LongNumber): Diagnostic {
  const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  return { path, message: `${shown} is a number with more digits than can be kept; write it as a string, "${shown}"` };
}
