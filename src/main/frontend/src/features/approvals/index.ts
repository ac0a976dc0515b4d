export { ApprovalSteps, outcomeTones } from './ApprovalSteps';
export { ApprovalView } from './ApprovalView';
export { ContractTypeName, ContractTypeSelect } from './ContractType';
export { useApproval, useApprovalsOf, useContractTypes, useContracts, type Contract } from './api';
