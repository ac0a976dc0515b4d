export { Blockers } from './Blockers';
export { useStages, type BlockerQuestions, type DealCard } from './api';
