import { Annotations } from 'cdktf';
import type { IConstruct } from 'constructs';
import { type Diagnostic, findingLine, isWarning, notesOnce } from '../../messages/diagnostic';

/** The context key that an app sets if it shows warnings and notes itself, with their positions in zencoder.yaml. */
export const SHOWN_BY_APP = 'cdktf-zencoder-s3:warnings-shown-by-app';

/**
 * Adds the warnings of a construct as annotations, which CDKTF prints. A warning that depends on the current date is a
 * Node.js process warning instead: annotations are part of the synthesized output, and the same input must give the
 * same output. Only the first note of an app is shown.
 * @param findings warnings and notes only; `throwIfErrors` has already thrown the errors
 */
export function warn(construct: IConstruct, findings: readonly Diagnostic[]): void {
  if (findings.length === 0 || construct.node.tryGetContext(SHOWN_BY_APP)) {
    return;
  }
  for (const finding of findings.filter(isWarning)) {
    if (finding.path.at(-1) === 'expires') {
      process.emitWarning(findingLine(construct.node.path, finding));
    } else {
      Annotations.of(construct).addWarning(findingLine('', finding));
    }
  }
  note(construct, findings);
}

const APPS_WITH_NOTE = new WeakSet<IConstruct>();

function note(construct: IConstruct, findings: readonly Diagnostic[]): void {
  const [first] = notesOnce(findings);
  if (first !== undefined && !APPS_WITH_NOTE.has(construct.node.root)) {
    APPS_WITH_NOTE.add(construct.node.root);
    Annotations.of(construct).addInfo(findingLine('', first));
  }
}

/** Adds a message about a change that the user has to make elsewhere. */
export function inform(construct: IConstruct, message: string): void {
  if (!construct.node.tryGetContext(SHOWN_BY_APP)) {
    Annotations.of(construct).addInfo(message);
  }
}
