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
 * The output of `--json`, by the name of its schema in `schemas/`. `npm run schemas` generates the schemas from these
 * types and their comments. Members can be added but keep their meaning.
 */
export interface JsonResults {
  /** The files of the new project (`init`). */
  readonly init: InitResult;
  /** The address of the page (`page`). */
  readonly page: PageResult;
  /** The policy of a bucket (`policy`). */
  readonly policy: PolicyResult;
  /** The URL to give Zencoder, for each given URL (`url`). */
  readonly url: readonly UrlResult[];
  /** Who can do what in which bucket, according to the file (`explain`). */
  readonly explain: ExplainResult;
  /** What the file opens and closes compared with an older one (`explain --against`). */
  readonly 'explain-against': AgainstResult;
  /** What the apply of a plan opens and closes (`explain --plan`). */
  readonly 'explain-plan': PlanData;
  /** What an apply would change for each bucket (`preflight`). */
  readonly preflight: readonly PreflightRow[];
  /** The result of the adoption of a policy (`adopt`). */
  readonly adopt: AdoptionReport;
  /** Why Zencoder is denied access, for each given URL (`doctor`). */
  readonly doctor: readonly DiagnosisData[];
  /** Whether everything in the file is in force (`doctor` without a URL). */
  readonly 'doctor-whole-file': WholeFileResult;
}

export interface InitResult {
  /** The paths of the files that were written. */
  readonly written: readonly string[];
  /** The paths of the existing files to which missing entries were added. Absent if there are none. */
  readonly changed?: readonly string[];
}

export interface PageResult {
  /** The URL of the page. It works until the command ends. */
  readonly url: string;
}

/** A bucket policy in the form that S3 accepts. */
export interface PolicyResult {
  readonly Version: '2012-10-17';
  readonly Id: 'ZencoderBucketPolicy';
  /** The statements for Zencoder, and the kept statements of other principals. */
  readonly Statement: readonly JsonObject[];
}

/** The result for one given URL. */
export interface UrlResult extends PastedUrl {
  /** The line number in stdin, or the position among the arguments. Both start at 1. */
  readonly line: number;
}

/** The warnings and notes from reading a file. */
export interface FileMessages {
  /** Warnings, one line each, with their place in the file. */
  readonly warningsOfFile: readonly string[];
  /**
   * Notes in the same form, about text that can be understood in two ways. They do not affect the exit code. Absent if
   * there are none.
   */
  readonly notesOfFile?: readonly string[];
}

export interface ExplainResult extends Explanation, FileMessages {}

/** What a file opens and closes compared with an older one. */
export interface FileComparison {
  readonly opens: readonly ChangeData[];
  readonly closes: readonly ChangeData[];
  /** Other effects of the change: what is deleted, interrupted, or left in place. */
  readonly warnings: readonly Warning[];
}

export interface AgainstResult extends FileComparison, FileMessages {}

/** A bucket in the file, and what an apply would change for it. */
export interface PreflightRow extends Report {
  readonly bucket: string;
  readonly stack: string;
  /** The region of the bucket. Absent if it is unknown. */
  readonly region?: string;
}

/** Whether the settings in the file are in force. */
export interface WholeFileResult {
  readonly results: readonly InForceRow[];
  /** Unknown facts about all results, such as the policies of an AWS organization. */
  readonly unknown: readonly Unknown[];
}
