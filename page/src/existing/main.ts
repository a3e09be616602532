import { READERS } from '../scripts';
import { readExisting } from './read-existing';

// page.js calls it after it has loaded this script.
READERS.existing = readExisting;
