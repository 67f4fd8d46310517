import { basename } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';

/** Puts the name of a file before what is wrong in it: another one may be open beside. */
export async function ofFile<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const name = basename(path);
    if (!(error instanceof AppError) || error.code !== 'file-invalid') throw error;
    if (error.message.includes(name)) throw error;
    const { details, cause } = error;
    throw new AppError('file-invalid', `${name}: ${error.message}`, { details, cause });
  }
}
