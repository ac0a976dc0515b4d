export { Blockers } from './Blockers';
export { HOUSE_CURRENCY, useStages, type BlockerQuestions, type DealCard } from './api';
