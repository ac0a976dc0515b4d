export { ApprovalSteps, outcomeTones } from './ApprovalSteps';
export { ApprovalView } from './ApprovalView';
export { ContractTypeName, ContractTypeSelect } from './ContractType';
export { useApproval, useApprovalsOf, useContractTypes, useContracts, useMyApprovals, type Contract } from './api';
