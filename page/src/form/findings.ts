import { type Diagnostic, Severity } from '../../../lib/messages/diagnostic';
import { counted } from '../../../lib/messages/wording';
import { type Form, linesOf } from './form';

/** A finding at a field of the form. */
export interface FieldFinding {
  readonly field: string;
  readonly severity: Severity;
  readonly message: string;
}

/** The field of a part of a grant. */
export const grantField = (index: number, part: string) => `grant-${index}-${part}`;

const PARTS: Readonly<Record<string, string>> = {
  role: 'what',
  actions: 'what',
  prefixes: 'prefixes',
  keys: 'keys',
  expires: 'until',
};

/** Maps a finding of lib/ to a field of the form. @param places the positions of the kept statements in the pasted policy */
export function atField(
  { path, message, severity = Severity.ERROR }: Diagnostic,
  form: Form,
  places: readonly number[],
) {
  const [prop, index, part, entry] = path;
  const finding = (field: string, text = message): FieldFinding => ({ field, severity, message: text });
  if (prop === 'grants' && typeof index === 'number') {
    return finding(
      grantField(index, PARTS[String(part)] ?? 'what'),
      `${lineWords(form, index, part, entry)}${message}`,
    );
  }
  if (prop === 'otherStatements') {
    const place = index === 'Statement' && typeof part === 'number' ? places[part] : undefined;
    return finding('existing', place === undefined ? message : `Statement[${place}]: ${message}`);
  }
  return finding(prop === 'bucket' ? 'bucket' : 'size');
}

/** The line number of a prefix or key, if there are several. */
function lineWords(form: Form, index: number, part: unknown, entry: unknown): string {
  if ((part !== 'prefixes' && part !== 'keys') || typeof entry !== 'number') {
    return '';
  }
  const lines = linesOf(form.grants[index]![part]);
  return lines.length < 2 ? '' : `line ${lines[entry]!.number}: `;
}

/** Warnings about white space, which is hard to notice in a field. */
export function typingFindings(form: Form): FieldFinding[] {
  return form.grants.flatMap(({ covers, prefixes, keys }, index) =>
    Object.entries({ prefixes, keys }).flatMap(([part, typed]) => {
      const spaced = covers === 'bucket' ? [] : linesOf(typed).filter(({ text }) => text !== text.trim());
      const [first] = spaced;
      const more = spaced.length > 1 ? ` (and ${counted(spaced.length - 1, 'more line')})` : '';
      const message = `line ${first?.number} begins or ends with white space, which is part of the name${more}`;
      return first === undefined ? [] : [{ field: grantField(index, part), severity: Severity.WARNING, message }];
    }),
  );
}
