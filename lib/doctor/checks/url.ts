import { ZencoderS3UrlFault as Fault, messageOf, type UrlProblem } from '../../job-urls/problems';
import { type Cause, Check, found, type Judgement, Level } from '../../report/cause';
import { type CheckContext, Purpose, rightUrl } from '../context';

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
export function checkUrl(facts: CheckContext): Judgement {
  const { url, purpose, object } = facts;
  const problems = url._details.filter(({ fault }) => {
    const isSettled = purpose === Purpose.OUTPUT || object?.presence.known || object?.spelling !== undefined;
    return !SEEN_ELSEWHERE.includes(fault) && !(OF_THE_KEY.includes(fault) && isSettled);
  });
  const form = problems.filter(({ fault }) => OF_THE_FORM.includes(fault));
  const others = problems.filter(
    ({ fault }) => !OF_THE_FORM.includes(fault) && !(fault === Fault.EMPTY_KEY && purpose === Purpose.OUTPUT),
  );
  return found(
    ...(form.length > 0 ? [finding(form, facts)] : []),
    ...others.map((problem) => finding([problem], facts)),
  );
}

function finding(problems: readonly UrlProblem[], facts: CheckContext): Cause {
  const { fault } = problems[0]!;
  if (OF_THE_KEY.includes(fault)) {
    return {
      check: Check.URL,
      level: Level.DOUBT,
      seen: `${capital(messageOf(problems[0]!))}.`,
      why: OTHER_OBJECT,
      changes: [],
    };
  }
  return {
    check: Check.URL,
    level: Level.PROBLEM,
    // Without the advice, which is given when all is known.
    seen: problems.map((problem) => `${capital(problem.what)}.`).join(' '),
    why: WHY[fault] ?? OTHER_OBJECT,
    changes: fault === Fault.EMPTY_KEY ? [] : [{ what: 'Give Zencoder this URL', url: rightUrl(facts) }],
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
