export { TaskForm } from './TaskForm';
export { useTask, useTasks, type Task } from './api';
