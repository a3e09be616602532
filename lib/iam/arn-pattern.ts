import { ANY, matches, matchesBeginning, type Pattern } from './pattern';
import { allTrue, type Ternary } from './verdict';

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

/** Compares the sixth segments: `matches` those of an ARN, `matchesBeginning` where no more than its beginning is known. */
type Comparison = typeof matches;

function matchesSegments(pattern: Pattern, arn: string, compareLast: Comparison): Ternary {
  const [patterns, texts] = [segmentsOf(pattern), arn.split(':')];
  const last = texts.slice(SEGMENTS - 1).join(':');
  return patterns.length < SEGMENTS || texts.length < SEGMENTS
    ? undefined
    : allTrue(
        patterns.map((part, index) =>
          index === SEGMENTS - 1 ? compareLast(part, last) : matches(part, texts[index]!),
        ),
      );
}

/** Whether an ARN is what the pattern says, segment by segment; undefined also where one of them has too few. */
export function matchesArn(pattern: Pattern, arn: string): Ternary {
  return matchesSegments(pattern, arn, matches);
}

/** The same for an ARN of which no more than the beginning of the sixth segment is known. */
export function matchesArnBeginning(pattern: Pattern, beginning: string): Ternary {
  return matchesSegments(pattern, beginning, matchesBeginning);
}

/**
 * The same for the ARN of a `Resource`, or for all that begin so, where a `*` at the end goes on over colons. Undefined also where
 * one elsewhere would have to. Source: IAM's "IAM JSON policy elements: Resource".
 */
export function matchesResource(pattern: Pattern, arn: string, isPrefix = false): Ternary {
  const compare = isPrefix ? matchesBeginning : matches;
  const whole = withEveryField(pattern);
  const told = whole && matchesSegments(whole, arn, compare);
  return told === false && compare(pattern, arn) !== false ? undefined : told;
}

function withEveryField(pattern: Pattern): Pattern | undefined {
  const missing = SEGMENTS - segmentsOf(pattern).length;
  if (missing > 0 && pattern.parts.at(-1) !== ANY) {
    return undefined;
  }
  const more = Array.from({ length: missing }, (): Pattern['parts'] => [':', ANY]).flat();
  return { ...pattern, parts: [...pattern.parts, ...more] };
}
