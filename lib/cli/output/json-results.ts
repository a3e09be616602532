import type { Explanation } from '../../explain/explanation';
import type { Warning } from '../../explain/warnings';
import type { PastedUrl } from '../../job-urls/pasted-url';
import type { JsonObject } from '../../messages/json';
import type { Report, Unknown } from '../../report/cause';
import type { AdoptionReport } from './adoption-report';
import type { ChangeData } from './change-data';
import type { DiagnosisData } from './diagnosis-report';
import type { InForceRow } from './in-force-report';
import type { PlanData } from './plan-data';

/**
 * What `--json` prints, by the name of its schema in `schemas/`, which `npm run schemas` makes of these types and their comments.
 * Members may be added, but keep their meaning.
 */
export interface JsonResults {
  /** The files of a new project. */
  readonly init: InitResult;
  /** Where the page is served. */
  readonly page: PageResult;
  /** The policy of a bucket. */
  readonly policy: PolicyResult;
  /** The URLs to give Zencoder, one for each that was given. */
  readonly url: readonly UrlResult[];
  /** Who may do what where, by the file. */
  readonly explain: ExplainResult;
  /** What the file opens and closes against an older one (`--against`). */
  readonly 'explain-against': AgainstResult;
  /** What the apply of a plan opens and closes (`--plan`). */
  readonly 'explain-plan': PlanData;
  /** What an apply would change of each bucket. */
  readonly preflight: readonly PreflightRow[];
  /** What came of the adoption of a policy. */
  readonly adopt: AdoptionReport;
  /** Why Zencoder is refused, for each URL that was given. */
  readonly doctor: readonly DiagnosisData[];
  /** Whether all that the file says is in force (`doctor` without a URL). */
  readonly 'doctor-whole-file': WholeFileResult;
}

export interface InitResult {
  /** The paths of the files that were written. */
  readonly written: readonly string[];
  /** The paths of the files that were there, to which it added what they lacked; absent where there are none. */
  readonly changed?: readonly string[];
}

export interface PageResult {
  /** Where the page is served until the command ends. */
  readonly url: string;
}

/** A bucket policy, as S3 takes it. */
export interface PolicyResult {
  readonly Version: '2012-10-17';
  readonly Id: 'ZencoderBucketPolicy';
  /** Statements for Zencoder, and those of other principals that are kept. */
  readonly Statement: readonly JsonObject[];
}

/** What came of one text. */
export interface UrlResult extends PastedUrl {
  /** The number of its line in stdin, or its place among the arguments, from 1. */
  readonly line: number;
}

/** What reading a file found beside the result. */
export interface OfFile {
  /** Warnings, each on one line with its place in the file. */
  readonly warningsOfFile: readonly string[];
  /** Lines like these, of what has a second reading; absent where there are none. No exit code depends on them. */
  readonly notesOfFile?: readonly string[];
}

export interface ExplainResult extends Explanation, OfFile {}

/** What a file opens and closes against an older one. */
export interface FileComparison {
  readonly opens: readonly ChangeData[];
  readonly closes: readonly ChangeData[];
  /** What happens beside that: what is deleted, interrupted, or stays behind. */
  readonly warnings: readonly Warning[];
}

export interface AgainstResult extends FileComparison, OfFile {}

/** A bucket of the file, and what an apply would do to it. */
export interface PreflightRow extends Report {
  readonly bucket: string;
  readonly stack: string;
  /** Of the bucket; absent where it is not known. */
  readonly region?: string;
}

/** What the file says, and whether it is in force. */
export interface WholeFileResult {
  readonly results: readonly InForceRow[];
  /** What could not be judged of any of them, such as the policies of an AWS organization. */
  readonly unknown: readonly Unknown[];
}
