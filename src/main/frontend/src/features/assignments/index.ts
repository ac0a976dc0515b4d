export { useAssignments, type AssignmentRecord } from './api';
