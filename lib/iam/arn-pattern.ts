import { ANY, matches, matchesBeginning, type Pattern } from './pattern';
import { allTrue, type Ternary } from './verdict';

const SEGMENTS = 6;

/** The segments of an ARN pattern, up to six. The sixth can contain colons. */
function segmentsOf(pattern: Pattern): Pattern[] {
  const segments: Pattern['parts'][] = [];
  let rest = pattern.parts;
  for (let colon = rest.indexOf(':'); colon >= 0 && segments.length < SEGMENTS - 1; colon = rest.indexOf(':')) {
    segments.push(rest.slice(0, colon));
    rest = rest.slice(colon + 1);
  }
  return [...segments, rest].map((parts) => ({ ...pattern, parts }));
}

/** Compares the sixth segments: `matches` for a whole ARN, `matchesBeginning` if only its beginning is known. */
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

/**
 * Whether an ARN matches a pattern, segment by segment; undefined also if the ARN or the pattern has too few segments.
 */
export function matchesArn(pattern: Pattern, arn: string): Ternary {
  return matchesSegments(pattern, arn, matches);
}

/** The same as `matchesArn` for an ARN whose sixth segment is known only at its beginning. */
export function matchesArnBeginning(pattern: Pattern, beginning: string): Ternary {
  return matchesSegments(pattern, beginning, matchesBeginning);
}

/**
 * Whether a `Resource` matches an ARN, or all ARNs with a prefix. A `*` at the end of the pattern also matches colons.
 * Undefined also where the ARN matches only if a `*` elsewhere matches colons. Source: IAM's "IAM JSON policy elements:
 * Resource".
 */
export function matchesResource(pattern: Pattern, arn: string, isPrefix = false): Ternary {
  const compare = isPrefix ? matchesBeginning : matches;
  const whole = withEveryField(pattern);
  const bySegment = whole && matchesSegments(whole, arn, compare);
  return bySegment === false && compare(pattern, arn) !== false ? undefined : bySegment;
}

function withEveryField(pattern: Pattern): Pattern | undefined {
  const missing = SEGMENTS - segmentsOf(pattern).length;
  if (missing > 0 && pattern.parts.at(-1) !== ANY) {
    return undefined;
  }
  const more = Array.from({ length: missing }, (): Pattern['parts'] => [':', ANY]).flat();
  return { ...pattern, parts: [...pattern.parts, ...more] };
}
