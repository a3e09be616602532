import { Annotations } from 'cdktf';
import type { IConstruct } from 'constructs';
import { type Diagnostic, findingLine, isWarning, notesOnce } from '../../messages/diagnostic';

/** The context under which an app says that it shows warnings and notes itself, with the places in its file. */
export const ALREADY_SAID = 'cdktf-zencoder-s3:warnings-already-said';

/**
 * Says what is doubtful: by annotations, which CDKTF prints; but what depends on the day by Node's warnings, since
 * annotations are part of what is written and the same input has to give the same bytes. What is open to a second reading is said once
 * in an app.
 * @param findings warnings and notes only: `throwIfErrors` has thrown what else there was
 */
export function warn(construct: IConstruct, findings: readonly Diagnostic[]): void {
  if (construct.node.tryGetContext(ALREADY_SAID)) {
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

const NOTED = new WeakSet<IConstruct>();

function note(construct: IConstruct, findings: readonly Diagnostic[]): void {
  const [first] = notesOnce(findings);
  if (first !== undefined && !NOTED.has(construct.node.root)) {
    NOTED.add(construct.node.root);
    Annotations.of(construct).addInfo(findingLine('', first));
  }
}

/** Says what has to be done elsewhere. */
export function inform(construct: IConstruct, message: string): void {
  if (!construct.node.tryGetContext(ALREADY_SAID)) {
    Annotations.of(construct).addInfo(message);
  }
}
