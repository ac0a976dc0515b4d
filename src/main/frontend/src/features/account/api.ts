import { useQuery } from '@tanstack/react-query';
import { get, request } from '@/shared/api/client';
import type { Schemas } from '@/shared/api/types';

export type SignIn = Schemas['SignIn'];
export type Token = Schemas['Token'];
export type NewToken = Schemas['TokenSecret'];
export type TokenScope = Token['scope'];

export const scopes: TokenScope[] = ['READ', 'WRITE', 'INTAKE'];
export const signInsKey = ['account', 'sign-ins'];
export const tokensKey = ['account', 'tokens'];

export const useSignIns = () => useQuery({ queryKey: signInsKey, queryFn: get<SignIn[]>('/api/me/sign-ins') });

export const useTokens = () => useQuery({ queryKey: tokensKey, queryFn: get<Token[]>('/api/me/tokens') });

export const endSignIn = (id: string) => request(`/api/me/sign-ins/${id}`, { method: 'DELETE' });

export const revokeToken = (id: string) => request(`/api/me/tokens/${id}`, { method: 'DELETE' });

export const issueToken = (label: string, scope: TokenScope, validDays: number, password: string) =>
  request<NewToken>('/api/me/tokens', { method: 'POST', body: { label, scope, validDays, password } });

export const changePassword = (oldPassword: string, newPassword: string) =>
  request('/api/me/password', { method: 'PUT', body: { oldPassword, newPassword } });
