import { Select } from 'antd';
import { useContractTypes } from './api';

/** A type of contract by its name; by its code while the names are not there, or where its row is gone. */
export function ContractTypeName({ of }: { of: string | null }) {
  const types = useContractTypes();
  return types.data?.find((type) => type.key === of)?.name ?? of;
}

interface Props {
  id: string;
  value: string | undefined;
  status?: 'error';
  onChange: (type: string | undefined) => void;
}

/** What the approval chain goes by, so nothing that its table does not know. */
export function ContractTypeSelect({ value, ...rest }: Props) {
  const types = useContractTypes();
  const known = (types.data ?? []).map((type) => ({ value: type.key, label: type.name }));
  const options = value && !known.some((type) => type.value === value) ? [...known, { value, label: value }] : known;
  return <Select {...rest} allowClear className="wide-input" value={value || undefined} options={options} />;
}
