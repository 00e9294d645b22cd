// A session in the CRM, and a client in it.

import { EdmV4, OData } from '@odata/client';

const site = process.env.SANDBOX_URL ?? 'http://127.0.0.1:8080';

/** Signs in as the login page does. */
export async function signIn(user, prefix = '/0') {
  const answer = await fetch(`${site}/ServiceModel/AuthService.svc/Login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ UserName: user, UserPassword: 'demo' }),
  });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  const csrf = cookies.find((cookie) => cookie.startsWith('BPMCSRF=')).slice('BPMCSRF='.length);
  const headers = { Cookie: cookies.join('; '), BPMCSRF: csrf, ForceUseSession: 'true' };
  return new Crm(`${site}${prefix}/odata/`, headers);
}

/** The service as one user has it. */
export class Crm {
  constructor(address, headers) {
    this.address = address;
    this.headers = headers;
    this.client = OData.New4({ serviceEndpoint: address, commonHeaders: headers });
  }

  set(name) {
    return this.client.getEntitySet(name);
  }

  /** New query options. */
  options() {
    return this.client.newOptions();
  }

  /** The records that fulfil a filter in the words of OData. */
  where(set, filter) {
    return this.set(set).query(this.options().filter(filter));
  }

  /** The names of the records of an own account list that fulfil a filter. */
  async names(filter) {
    const options = this.options().filter(`Code eq 'foreign' and (${filter})`).orderby('Name', 'asc').select(['Name']);
    return (await this.set('Account').query(options)).map((account) => account.Name);
  }

  text(path) {
    return fetch(this.address + path, { headers: this.headers }).then((answer) => answer.text());
  }
}

/** An id as keys and filters have it. */
export const id = (text) => EdmV4.Guid.from(text);

/** What is empty. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';
export const NEVER = '0001-01-01T00:00:00Z';
