export { ApprovalSteps, outcomeTones } from './ApprovalSteps';
export { ApprovalView } from './ApprovalView';
export { ContractTypeName, ContractTypeSelect } from './ContractType';
export { useApproval, useApprovalsOf, useContracts, type Contract } from './api';
