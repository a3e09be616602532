import type { JsonResults } from '../../../lib/cli/output/json-results';
import { Purpose } from '../../../lib/doctor/context';
import { Verdict } from '../../../lib/doctor/diagnosis';

/** A minimal value for each schema. */
export const LEAST: JsonResults = {
  init: { written: ['zencoder.yaml'] },
  page: { url: 'http://127.0.0.1:8080/' },
  policy: { Version: '2012-10-17', Id: 'ZencoderBucketPolicy', Statement: [] },
  url: [{ line: 1, given: 'my film.mp4', problems: [] }],
  explain: { buckets: [], users: [], warnings: [], warningsOfFile: [] },
  'explain-against': { opens: [], closes: [], warnings: [], warningsOfFile: [] },
  'explain-plan': { opens: [], closes: [], problems: [], losses: [], unknown: [], notes: [] },
  preflight: [{ bucket: 'films', stack: 'production', findings: [], unknown: [] }],
  adopt: {
    bucket: 'films',
    stack: 'production',
    written: [],
    settings: {},
    otherStatements: 0,
    lost: [],
    notes: [],
    warnings: [],
  },
  doctor: [{ line: 1, url: 's3://films/a.mp4', for: Purpose.INPUT, verdict: Verdict.FINE, findings: [], unknown: [] }],
  'doctor-whole-file': { results: [], unknown: [] },
};
