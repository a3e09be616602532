import { SCRIPTS } from '../scripts';
import { CompareTab } from './compare-tab';

// page.js calls it after it has loaded this script.
SCRIPTS.compare = (root) => new CompareTab(root);
