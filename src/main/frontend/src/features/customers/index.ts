export { Candidates } from './Candidates';
export { CustomerSearch } from './CustomerSearch';
export { InquiredBefore } from './InquiredBefore';
