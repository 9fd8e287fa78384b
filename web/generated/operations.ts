// Generated from docs/openapi.json by `npm run draw`.

export interface Schemas {
  "Approval": { "approvalId": string; "caseId": string; "kind": string; "amount": number; "currency": string; "terms": number; "because": string; "level": number; "expiresAt": string; "status": "open" | "approved" | "refused" | "superseded" | "ended" | "expired" };
  "Problem": { "type": string; "title": string; "status": number; "detail": string; "instance": string; "errors"?: ({ "pointer": string; "message": string })[] };
  "CaseRow": { "caseId": string; "kind": "return"; "status": "requested" | "awaiting-approval" | "awaiting-customer" | "awaiting-parcel" | "received" | "inspected" | "refunding" | "awaiting-payout" | "closed" | "refused" | "cancelled" | "expired"; "version": number; "orderId": string; "openedAt": string; "promisedBy": string; "priority": string; "owner"?: string; "task"?: { "reason": string; "owner": string; "since": string } };
  "Submitted": { "caseId": string; "statusUrl": string; "promisedBy": string };
  "CaseView": { "caseId": string; "kind": "return"; "status": "requested" | "awaiting-approval" | "awaiting-customer" | "awaiting-parcel" | "received" | "inspected" | "refunding" | "awaiting-payout" | "closed" | "refused" | "cancelled" | "expired"; "version": number; "orderId": string; "currency": string; "openedAt": string; "promisedBy": string; "sendBy"?: string; "remedy": "refund" | "store-credit" | "exchange"; "route": "own-postage" | "label" | "store"; "lines": ({ "lineId": string; "quantity": number; "open": number; "reason": string; "amount": number; "comment"?: string; "photos": (string)[]; "title"?: string })[]; "fees": ({ "code": "restocking" | "return-shipping"; "amount": number })[]; "parcel": { "carrier"?: string; "trackingNumber"?: string; "shippedAt"?: string; "receivedAt"?: string }; "label": boolean; "log": ({ "at": string; "type": string; "text": string })[]; "messages": ({ "at": string; "by": "customer" | "shop"; "text": string })[]; "decision"?: { "outcome": "approved" | "refused"; "because": string }; "refunds": ({ "refundId": string; "paymentId": string; "method": "card" | "paypal" | "wallet" | "qris" | "virtual-account" | "bank-transfer" | "cod" | "store-credit" | "other"; "amount": number; "currency": string; "status": "reserved" | "sent" | "awaiting-payout" | "succeeded" | "failed"; "expectedBy"?: string })[]; "refund"?: { "amount": number; "currency": string; "status": "reserved" | "sent" | "awaiting-payout" | "succeeded" | "failed" }; "owner"?: string; "priority": string; "terms": number; "approvalId"?: string; "customer"?: { "name": string; "email": string; "phone"?: string; "locale": string }; "findings": ({ "lineId": string; "quantity": number; "outcome": "accepted" | "rejected" | "wrong-item"; "grade"?: string; "deduction"?: number })[]; "notes": ({ "at": string; "by": string; "text": string })[]; "clocks": ({ "clockId": string; "measure": "approval" | "label" | "parcel" | "rest" | "inspection" | "refund"; "calendar": string | null; "dueAt": string; "spentSeconds": number; "state": string; "rungs": ({ "name": string; "at": string; "to": (string)[]; "channel": string; "firedAt"?: string })[] })[]; "task"?: { "reason": string; "owner": string; "since": string } };
  "Policy": { "name": "returns" | "approvals" | "people"; "version": number; "validFrom": string; "body": unknown };
  "PolicyVersion": { "version": number };
  "OrderView": { "orderId": string; "shop"?: string; "locale": string; "country": string; "currency": string; "placedAt": string; "remedies": (string)[]; "lines": ({ "lineId": string; "sku": string; "title": string; "category": string; "quantity": number; "unitPrice": number; "discount"?: number; "returnable": { "quantity": number; "until"?: string; "because"?: string }; "reasons": (Schemas["Reason"])[] })[] };
  "Reason": { "code": string; "label": string; "labels": { "en": string; "id": string }; "needs": ("photo" | "comment")[]; "children"?: (Schemas["Reason"])[] };
  "ReturnView": { "caseId": string; "kind": "return"; "status": "requested" | "awaiting-approval" | "awaiting-customer" | "awaiting-parcel" | "received" | "inspected" | "refunding" | "awaiting-payout" | "closed" | "refused" | "cancelled" | "expired"; "version": number; "orderId": string; "currency": string; "openedAt": string; "promisedBy": string; "sendBy"?: string; "remedy": "refund" | "store-credit" | "exchange"; "route": "own-postage" | "label" | "store"; "lines": ({ "lineId": string; "quantity": number; "open": number; "reason": string; "amount": number; "comment"?: string; "photos": (string)[] })[]; "fees": ({ "code": "restocking" | "return-shipping"; "amount": number })[]; "parcel": { "carrier"?: string; "trackingNumber"?: string; "shippedAt"?: string; "receivedAt"?: string }; "label": boolean; "log": ({ "at": string; "type": string; "text": string })[]; "messages": ({ "at": string; "by": "customer" | "shop"; "text": string })[]; "decision"?: { "outcome": "approved" | "refused"; "because": string }; "refunds": ({ "refundId": string; "paymentId": string; "method": "card" | "paypal" | "wallet" | "qris" | "virtual-account" | "bank-transfer" | "cod" | "store-credit" | "other"; "amount": number; "currency": string; "status": "reserved" | "sent" | "awaiting-payout" | "succeeded" | "failed"; "expectedBy"?: string })[]; "refund"?: { "amount": number; "currency": string; "status": "reserved" | "sent" | "awaiting-payout" | "succeeded" | "failed" } };
  "QuoteView": { "lines": ({ "lineId": string; "quantity": number; "amount": number })[]; "fees": ({ "code": "restocking" | "return-shipping"; "amount": number })[]; "refunds": ({ "paymentId": string; "method": "card" | "paypal" | "wallet" | "qris" | "virtual-account" | "bank-transfer" | "cod" | "store-credit" | "other"; "amount": number; "currency": string })[]; "total": { "amount": number; "currency": string }; "because"?: string };
}

export interface Operations {
  "GET /healthz": { body: unknown; answer: { "status": "ok" } };
  "GET /v1/agent/approvals": { body: unknown; answer: { "items": (Schemas["Approval"])[]; "nextCursor": string | null } };
  "GET /v1/agent/cases": { body: unknown; answer: { "items": (Schemas["CaseRow"])[]; "nextCursor": string | null } };
  "POST /v1/agent/cases": { body: { "orderId": string; "lines": ({ "lineId": string; "quantity": number; "reason": string; "comment"?: string; "photos"?: (string)[] })[]; "remedy": "refund" | "store-credit" | "exchange"; "route"?: "own-postage" | "label" | "store" }; answer: Schemas["Submitted"] };
  "GET /v1/agent/cases/{caseId}": { body: unknown; answer: Schemas["CaseView"] };
  "PATCH /v1/agent/cases/{caseId}": { body: { "version": number; "priority"?: "low" | "normal" | "high" | "urgent" }; answer: Schemas["CaseView"] };
  "POST /v1/agent/cases/{caseId}/assign": { body: { "to": string }; answer: Schemas["CaseView"] };
  "POST /v1/agent/cases/{caseId}/inspection": { body: { "lines": ({ "lineId": string; "quantity": number; "outcome": "accepted" | "rejected" | "wrong-item"; "grade"?: string; "deduction"?: number; "note"?: string })[] }; answer: Schemas["CaseView"] };
  "POST /v1/agent/cases/{caseId}/label": { body: { "uploadId": string }; answer: Schemas["CaseView"] };
  "POST /v1/agent/cases/{caseId}/messages": { body: { "text": string; "waitFor"?: "customer" }; answer: Schemas["CaseView"] };
  "POST /v1/agent/cases/{caseId}/notes": { body: { "text": string }; answer: Schemas["CaseView"] };
  "POST /v1/agent/cases/{caseId}/received": { body: Record<string, never>; answer: Schemas["CaseView"] };
  "POST /v1/agent/cases/{caseId}/restart": { body: Record<string, never>; answer: Schemas["CaseView"] };
  "POST /v1/agent/payouts/{refundId}/paid": { body: { "reference": string }; answer: Schemas["CaseView"] };
  "GET /v1/agent/policies/{name}": { body: unknown; answer: Schemas["Policy"] };
  "PUT /v1/agent/policies/{name}": { body: { "basedOn": number; "validFrom"?: string; "body": unknown }; answer: Schemas["PolicyVersion"] };
  "POST /v1/agent/uploads": { body: { "type": "application/pdf" | "image/png" | "image/jpeg" | "image/webp"; "size": number }; answer: { "uploadId": string; "url": string; "fields": Record<string, string> } };
  "GET /v1/approvals/{approvalId}": { body: unknown; answer: Schemas["Approval"] };
  "POST /v1/approvals/{approvalId}/decision": { body: { "decision": "approve" | "refuse"; "terms": number; "reason"?: string }; answer: Schemas["Approval"] };
  "GET /v1/healthz": { body: unknown; answer: { "status": "ok" } };
  "POST /v1/lookups": { body: { "orderId": string; "email": string }; answer: { "lookupId": string } };
  "POST /v1/lookups/{lookupId}/code": { body: { "code": string }; answer: { "token": string; "expiresAt": string; "order": Schemas["OrderView"] } };
  "GET /v1/openapi.json": { body: unknown; answer: Record<string, unknown> };
  "POST /v1/returns": { body: { "orderId": string; "lines": ({ "lineId": string; "quantity": number; "reason": string; "comment"?: string; "photos"?: (string)[] })[]; "remedy": "refund" | "store-credit" | "exchange"; "route"?: "own-postage" | "label" | "store" }; answer: Schemas["Submitted"] };
  "GET /v1/returns/{caseId}": { body: unknown; answer: Schemas["ReturnView"] };
  "POST /v1/returns/{caseId}/cancel": { body: { "reason"?: string }; answer: Schemas["ReturnView"] };
  "POST /v1/returns/{caseId}/dispute": { body: { "text": string }; answer: Schemas["ReturnView"] };
  "POST /v1/returns/{caseId}/extend": { body: Record<string, never>; answer: Schemas["ReturnView"] };
  "GET /v1/returns/{caseId}/label": { body: unknown; answer: unknown };
  "POST /v1/returns/{caseId}/messages": { body: { "text": string }; answer: Schemas["ReturnView"] };
  "POST /v1/returns/{caseId}/shipped": { body: { "carrier": string; "trackingNumber": string }; answer: Schemas["ReturnView"] };
  "POST /v1/returns/quote": { body: { "orderId": string; "lines": ({ "lineId": string; "quantity": number; "reason": string; "comment"?: string; "photos"?: (string)[] })[]; "remedy": "refund" | "store-credit" | "exchange"; "route"?: "own-postage" | "label" | "store" }; answer: Schemas["QuoteView"] };
  "POST /v1/sessions": { body: { "email": string }; answer: Record<string, never> };
  "POST /v1/sessions/code": { body: { "email": string; "code": string }; answer: { "token": string; "expiresAt": string } };
  "POST /v1/uploads": { body: { "type": "image/jpeg" | "image/png" | "image/webp" | "image/heic"; "size": number }; answer: { "uploadId": string; "url": string; "fields": Record<string, string> } };
  "POST /v1/webhooks/carriers": { body: unknown; answer: { "received": true } };
  "POST /v1/webhooks/payments": { body: unknown; answer: { "received": true } };
  "POST /webhooks/carriers": { body: unknown; answer: { "received": true } };
  "POST /webhooks/payments": { body: unknown; answer: { "received": true } };
}
