import { type Adoption, adopt } from '../../adopt/adoption';
import type { AdoptedBucket } from '../../config/edit';
import { readText, unreadable } from '../../files/text-file';
import type { Observed } from '../../live/facts';
import type { JsonObject } from '../../messages/json';
import { quoted } from '../../messages/wording';
import { bucketNameFault } from '../../s3/bucket-name';
import { regionFault } from '../../s3/region';
import { policyPath, writeAdopted } from '../adopt/adopted-files';
import { type AdoptionTarget, adoptionTarget, standsWithoutOthers } from '../adopt/target';
import { ExitCode, Failure } from '../exit-code';
import { bucketsNamed, readPasted } from '../input/pasted-policy';
import { standardInput } from '../input/standard-input';
import { type AdoptionReport, showReport } from '../output/adoption-report';
import type { Terminal } from '../output/terminal';
import { type AdoptedSource, keepAll, keepOthers } from './adopt-others';

interface Options {
  readonly file: string;
  readonly policy?: string;
  readonly stack?: string;
  readonly narrow?: boolean;
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

export async function run([name]: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const fault =
    name === undefined
      ? options.policy === undefined && 'name a bucket, or give a document by --policy'
      : bucketNameFault(name);
  if (fault) {
    throw new Failure(fault, ExitCode.USAGE);
  }
  const said = adoptionTarget(options, name);
  if (name !== undefined) {
    standsWithoutOthers(name, said);
  }
  const { policy, region } = await (options.policy === undefined ? live(name!, options) : pasted(options.policy));
  const bucket = name ?? bucketOf(policy);
  const { target, notes } = inRegion(region, bucket, said);
  const report = withNotes(
    write({ policy, bucket, isLive: options.policy === undefined }, target, options.narrow === true),
    notes,
  );
  if (options.json) {
    terminal.print(JSON.stringify(report, null, 2));
  } else {
    showReport(report, terminal);
  }
  const doubtful = options.strict && report.warnings.length + report.lost.length > 0;
  const isUnfinished = report.written.length === 0 || report.toAdd !== undefined;
  return isUnfinished || doubtful ? ExitCode.PROBLEMS : ExitCode.FINE;
}

/** A policy, and where its bucket lies, where that was looked for. */
interface Source {
  readonly policy: JsonObject;
  readonly region?: Observed<string>;
}

async function live(bucket: string, options: Options): Promise<Source> {
  const { livePolicy } = await import('../../live/live-policy');
  const { policy: text, region } = await livePolicy(bucket, options);
  if (text === undefined) {
    throw new Failure(`${bucket} has no policy, so there is nothing to adopt`, ExitCode.PROBLEMS);
  }
  return { ...documentIn(text, bucket), region };
}

/**
 * The same with the region in which the bucket lies.
 * @throws Failure where another was said
 */
function inRegion(
  region: Observed<string> | undefined,
  bucket: string,
  target: AdoptionTarget,
): { target: AdoptionTarget; notes: readonly string[] } {
  if (region === undefined) {
    return { target, notes: [] };
  }
  const why = region.known ? regionFault(region.value) : region.why;
  if (!region.known || why !== undefined) {
    const needs = region.known || region.permission === undefined ? '' : `, which needs ${region.permission}`;
    return { target, notes: [`the region of ${bucket} cannot be read${needs}: ${why}`] };
  }
  if (target.region !== undefined && target.region !== region.value) {
    throw new Failure(`--region: ${bucket} is in ${region.value}, not in ${target.region}`, ExitCode.PROBLEMS);
  }
  return { target: { ...target, region: region.value }, notes: [] };
}

function withNotes(report: AdoptionReport, notes: readonly string[]): AdoptionReport {
  return { ...report, notes: [...notes, ...report.notes] };
}

async function pasted(path: string): Promise<Source> {
  if (path === '-') {
    return documentIn(await standardInput('--policy -: pipe a document in'), 'stdin');
  }
  let text: string;
  try {
    text = readText(path);
  } catch (error) {
    throw new Failure(`--policy ${quoted(path)}: ${unreadable(error)}`, ExitCode.USAGE);
  }
  return documentIn(text, path);
}

function documentIn(text: string, where: string): Source {
  try {
    return { policy: readPasted(text) };
  } catch (error) {
    throw new Failure(`${where}: ${unreadable(error)}`, ExitCode.PROBLEMS);
  }
}

function bucketOf(policy: JsonObject): string {
  const [bucket, ...more] = bucketsNamed(policy);
  if (bucket === undefined || more.length > 0) {
    const named = bucket === undefined ? 'no bucket' : `the buckets ${[bucket, ...more].join(', ')}`;
    throw new Failure(`the document names ${named}; say which bucket it is of`, ExitCode.USAGE);
  }
  const fault = bucketNameFault(bucket);
  if (fault !== undefined) {
    throw new Failure(fault, ExitCode.PROBLEMS);
  }
  return bucket;
}

/** Writes the files, unless something would be lost that may not. */
function write(source: AdoptedSource, target: AdoptionTarget, mayNarrow: boolean): AdoptionReport {
  const { policy, bucket, isLive } = source;
  const adoption = adopt(policy, { bucket, zencoder: target.zencoder, isLive });
  const { grants, otherStatements, losses, notes } = adoption;
  if (adoption.faults.length > 0) {
    throw new Failure(adoption.faults.join('\n'), ExitCode.PROBLEMS);
  }
  if (standsWithoutOthers(bucket, target)) {
    return keepOthers(source, target, adoption);
  }
  if (grants.length + losses.length === 0) {
    return keepAll(source, target, adoption);
  }
  const settings = settingsOf(adoption, bucket, target);
  const refused = grants.length === 0 || (losses.length > 0 && !mayNarrow);
  const { files, warnings } = refused
    ? { files: [], warnings: [] }
    : writeAdopted(target, { bucket, settings, otherStatements, isLive, before: policy, equal: losses.length === 0 });
  const known = target.region ?? target.config?.stacks[target.stack]?.region;
  return {
    bucket,
    stack: target.stack,
    written: files,
    settings,
    otherStatements: otherStatements.length,
    lost: losses,
    notes: known === undefined ? [...notes, NO_REGION] : notes,
    warnings,
    ...(target.config === undefined && files.length > 0 && { isNewFile: true }),
  };
}

const NO_REGION =
  'no region is said for the bucket, so that of the provider is taken; say it in the file, or here by --region';

function settingsOf(
  { grants, requireTls, otherStatements }: Adoption,
  bucket: string,
  { config, stack, region }: AdoptionTarget,
): AdoptedBucket {
  const ofBucketAlone = config !== undefined && region !== config.stacks[stack]?.region;
  return {
    ...(ofBucketAlone && region !== undefined && { region }),
    ...(requireTls && { requireTls }),
    grants: [...grants],
    ...(otherStatements.length > 0 && { otherStatements: policyPath(bucket) }),
    adoptExistingPolicy: true,
  };
}
