import { ANY, matches, matchesBeginning, type Pattern } from './pattern';
import { allTold, type Told } from './verdict';

const SEGMENTS = 6;

/** A pattern of an ARN by its segments, of which the sixth may hold colons; fewer where it has too few. */
function segmentsOf(pattern: Pattern): Pattern[] {
  const segments: Pattern['parts'][] = [];
  let rest = pattern.parts;
  for (let colon = rest.indexOf(':'); colon >= 0 && segments.length < SEGMENTS - 1; colon = rest.indexOf(':')) {
    segments.push(rest.slice(0, colon));
    rest = rest.slice(colon + 1);
  }
  return [...segments, rest].map((parts) => ({ ...pattern, parts }));
}

/** Whether an ARN is what the pattern says, segment by segment; undefined also where one of them has too few. */
export function matchesArn(pattern: Pattern, arn: string): Told {
  const [patterns, texts] = [segmentsOf(pattern), arn.split(':')];
  const last = texts.slice(SEGMENTS - 1).join(':');
  return patterns.length < SEGMENTS || texts.length < SEGMENTS
    ? undefined
    : allTold(patterns.map((part, index) => matches(part, index === SEGMENTS - 1 ? last : texts[index]!)));
}

/** The same for an ARN of which all but the sixth segment is known. */
export function matchesArnBeginning(pattern: Pattern, beginning: string): Told {
  const patterns = segmentsOf(pattern);
  const [sixth] = patterns.splice(SEGMENTS - 1);
  const texts = beginning.split(':');
  return (
    sixth && allTold([...patterns.map((part, index) => matches(part, texts[index]!)), matchesBeginning(sixth, '')])
  );
}

/** Whether each ARN that begins so is what the pattern says; false where none is, undefined where some are or that is not known. */
function matchesEveryArn(pattern: Pattern, beginning: string): Told {
  const [patterns, texts] = [segmentsOf(pattern), beginning.split(':')];
  const sixth = texts.slice(SEGMENTS - 1).join(':');
  return patterns.length < SEGMENTS || texts.length < SEGMENTS
    ? undefined
    : allTold(
        patterns.map((part, index) =>
          index === SEGMENTS - 1 ? matchesBeginning(part, sixth) : matches(part, texts[index]!),
        ),
      );
}

/**
 * The same for the ARN of a `Resource`, where a `*` at the end goes on over colons. Undefined also where one elsewhere would have
 * to. Source: IAM's "IAM JSON policy elements: Resource".
 */
export function matchesResource(pattern: Pattern, arn: string): Told {
  const whole = withEveryField(pattern);
  const told = whole && matchesArn(whole, arn);
  return told === false && matches(pattern, arn) !== false ? undefined : told;
}

/** Whether each resource whose ARN begins so is what the pattern of a `Resource` says; false where none is. */
export function matchesEveryResource(pattern: Pattern, beginning: string): Told {
  const whole = withEveryField(pattern);
  const told = whole && matchesEveryArn(whole, beginning);
  return told === false && matchesBeginning(pattern, beginning) !== false ? undefined : told;
}

function withEveryField(pattern: Pattern): Pattern | undefined {
  const missing = SEGMENTS - segmentsOf(pattern).length;
  if (missing > 0 && pattern.parts.at(-1) !== ANY) {
    return undefined;
  }
  const more = Array.from({ length: missing }, (): Pattern['parts'] => [':', ANY]).flat();
  return { ...pattern, parts: [...pattern.parts, ...more] };
}
