import { SCRIPTS } from '../scripts';
import { UrlsTab } from './urls-tab';

// page.js calls it after it has loaded this script.
SCRIPTS.urls = (root) => new UrlsTab(root);
