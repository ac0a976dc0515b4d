export { PersonPicker } from './PersonPicker';
export { usePeople } from './api';
