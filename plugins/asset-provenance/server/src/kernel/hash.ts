export { canonicalText, sha256 } from '../evidence';
