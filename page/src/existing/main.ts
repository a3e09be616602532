import { READERS } from '../scripts';
import { readExisting } from './read-existing';

// The form waits for it.
READERS.existing = readExisting;
