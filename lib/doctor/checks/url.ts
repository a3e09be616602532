import { ZencoderS3UrlFault as Fault, messageOf, type UrlProblem } from '../../job-urls/problems';
import { type Cause, cause, Level } from '../../report/cause';
import { type CheckContext, correctedUrl, Purpose } from '../context';

/** What is said once, by what follows from it. */
const OF_THE_FORM: readonly Fault[] = [Fault.NOT_SIGNED, Fault.WEBSITE_ENDPOINT, Fault.DROPPED_QUERY];
/** What another check sees better, by what there is in S3. */
const SEEN_ELSEWHERE: readonly Fault[] = [Fault.MISSING_REGION, Fault.UPPER_CASE_BUCKET, Fault.INVALID_BUCKET];
/** Doubts that are settled where S3 tells whether the object is there. */
const OF_THE_KEY: readonly Fault[] = [
  Fault.PLUS_FOR_SPACE,
  Fault.LITERAL_ESCAPE,
  Fault.MALFORMED_ESCAPE,
  Fault.DROPPED_FRAGMENT,
];

const OTHER_OBJECT = 'Zencoder may ask for another object than is meant.';
const WHY: Partial<Record<Fault, string>> = {
  [Fault.NOT_SIGNED]: 'S3 refuses what is not signed, unless everybody may read it.',
  [Fault.RAW_DELIMITER]: 'What stands behind "?" or "#" is not read as a part of the key.',
  [Fault.MALFORMED_REGION]: 'Zencoder finds no such region.',
  [Fault.EMPTY_KEY]: 'An input is one object.',
};

/** Whether the URL is written as Zencoder needs it. */
export function checkUrl(context: CheckContext): Cause[] {
  const { url, purpose, object } = context;
  const isOutput = purpose === Purpose.OUTPUT;
  const isSettled = isOutput || object?.presence.known || object?.spelling !== undefined;
  const told = [...SEEN_ELSEWHERE, ...(isSettled ? OF_THE_KEY : []), ...(isOutput ? [Fault.EMPTY_KEY] : [])];
  const form = url._details.filter(({ fault }) => OF_THE_FORM.includes(fault));
  const others = url._details.filter(({ fault }) => ![...OF_THE_FORM, ...told].includes(fault));
  return [...(form.length > 0 ? [form] : []), ...others.map((problem) => [problem])].map((group) =>
    causeOf(group, context),
  );
}

function causeOf(problems: readonly UrlProblem[], context: CheckContext): Cause {
  const [problem] = problems as [UrlProblem];
  const { fault } = problem;
  if (OF_THE_KEY.includes(fault)) {
    return cause(Level.DOUBT, 'url', sentence(messageOf(problem)), OTHER_OBJECT);
  }
  // Without the advice, which is given when all is known.
  const seen = problems.map(({ what }) => sentence(what)).join(' ');
  const changes = fault === Fault.EMPTY_KEY ? [] : [{ what: 'Give Zencoder this URL', url: correctedUrl(context) }];
  return cause(Level.PROBLEM, 'url', seen, WHY[fault] ?? OTHER_OBJECT, changes);
}

/** For a URL by which nothing can be looked up. */
export function unreadable(message: string): Cause {
  return cause(Level.PROBLEM, 'url', sentence(message), 'Zencoder finds nothing there.');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
