import { ZencoderS3UrlFault as Fault, messageOf, type UrlProblem } from '../../job-urls/problems';
import { type Cause, cause, Level } from '../../report/cause';
import { type CheckContext, correctedUrl, Purpose } from '../context';

/** Faults of the form of a URL, which are reported as one finding. */
const OF_THE_FORM: readonly Fault[] = [Fault.NOT_SIGNED, Fault.WEBSITE_ENDPOINT, Fault.DROPPED_QUERY];
/** Faults that another check reports with what it reads from S3. */
const REPORTED_ELSEWHERE: readonly Fault[] = [Fault.MISSING_REGION, Fault.UPPER_CASE_BUCKET, Fault.INVALID_BUCKET];
/** Doubts about the key, which end when S3 reports whether the object exists. */
const OF_THE_KEY: readonly Fault[] = [
  Fault.PLUS_FOR_SPACE,
  Fault.LITERAL_ESCAPE,
  Fault.MALFORMED_ESCAPE,
  Fault.DROPPED_FRAGMENT,
];

const OTHER_OBJECT = 'Zencoder may use a different object than you intend.';
const WHY: Partial<Record<Fault, string>> = {
  [Fault.NOT_SIGNED]: 'S3 denies unsigned requests, unless the object is public.',
  [Fault.RAW_DELIMITER]: 'The text after "?" or "#" is not read as a part of the key.',
  [Fault.MALFORMED_REGION]: 'Zencoder cannot find such a region.',
  [Fault.EMPTY_KEY]: 'The URL of an input has to name one object.',
};

/** Whether the URL has the form that Zencoder needs. */
export function checkUrl(context: CheckContext): Cause[] {
  const { url, purpose, object } = context;
  const isOutput = purpose === Purpose.OUTPUT;
  const isSettled = isOutput || object?.presence.known || object?.spelling !== undefined;
  const excluded = [...REPORTED_ELSEWHERE, ...(isSettled ? OF_THE_KEY : []), ...(isOutput ? [Fault.EMPTY_KEY] : [])];
  const form = url._details.filter(({ fault }) => OF_THE_FORM.includes(fault));
  const rest = url._details.filter(({ fault }) => ![...OF_THE_FORM, ...excluded].includes(fault));
  return [...(form.length > 0 ? [form] : []), ...rest.map((problem) => [problem])].map((group) =>
    causeOf(group, context),
  );
}

function causeOf(problems: readonly UrlProblem[], context: CheckContext): Cause {
  const [problem] = problems as [UrlProblem];
  const { fault } = problem;
  if (OF_THE_KEY.includes(fault)) {
    return cause(Level.DOUBT, 'url', sentence(messageOf(problem)), OTHER_OBJECT);
  }
  // Without the advice of the problem: the change has the complete URL.
  const observation = problems.map(({ what }) => sentence(what)).join(' ');
  const changes = fault === Fault.EMPTY_KEY ? [] : [{ what: 'Give Zencoder this URL', url: correctedUrl(context) }];
  return cause(Level.PROBLEM, 'url', observation, WHY[fault] ?? OTHER_OBJECT, changes);
}

/** The cause for a URL that names no bucket. */
export function unreadable(message: string): Cause {
  return cause(Level.PROBLEM, 'url', sentence(message), 'Zencoder cannot read from or write to this URL.');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
