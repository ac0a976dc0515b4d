export { EvidenceSlot } from './EvidenceSlot';
export { useEvidence, type Proof } from './api';
