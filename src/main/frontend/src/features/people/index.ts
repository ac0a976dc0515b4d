export { usePeople } from './api';
