import { endpointUrlFault } from '../../grants/object-access';
import { type S3Access, S3Reader, S3Unavailable } from '../../live/s3-reader';
import { regionFault } from '../../s3/region';
import { checkOption, ExitCode, Failure } from '../exit-code';

/**
 * Calls `read` with a reader that uses the caller's credentials, and closes the reader afterwards.
 * @throws Failure with one line if S3 is unavailable
 */
export async function withS3Reader<T>(access: S3Access, read: (reader: S3Reader) => Promise<T>): Promise<T> {
  checkOption('--region', access.region, regionFault);
  checkOption('--endpoint-url', access.endpointUrl, endpointUrlFault);
  let reader: S3Reader | undefined;
  try {
    reader = await S3Reader.open(access);
    return await read(reader);
  } catch (error) {
    throw error instanceof S3Unavailable ? new Failure(error.message, ExitCode.INCOMPLETE) : error;
  } finally {
    reader?.close();
  }
}
