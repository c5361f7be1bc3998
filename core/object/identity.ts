/** Keys and names the runtime writes on objects (katalog-language §14). */
export const Identity = {
  /** Label on every child and managed custom resource: `"true"`. */
  managedLabel: 'orkestra.orkspace.io/managed',
  /** Label on children: name of the owning custom resource. */
  ownerLabel: 'orkestra-owner',
  /** Label on children: uid of the owning custom resource; the index by which children are found. */
  ownerUidLabel: 'orkestra.orkspace.io/owner-uid',
  /** Label on children and their pods: kind and group of the owning custom resource, `Website.demo.orkestra.io`. */
  ownerKindLabel: 'orkestra.orkspace.io/owner-kind',
  /** Label on children and their pods: namespace of the owning custom resource, where it has one. */
  ownerNamespaceLabel: 'orkestra.orkspace.io/owner-namespace',
  /** Label on pods and in workload selectors: name of the workload. */
  workloadLabel: 'orkestra.orkspace.io/workload',
  /** Label on pods and in selectors: kind of the workload, since a Job may have the name of a Deployment. */
  workloadKindLabel: 'orkestra.orkspace.io/workload-kind',
  /**
   * Annotation on what the runtime made: kind and place it was made as, `ConfigMap default/settings`. A copy under another
   * name carries the name of the original, and so gives itself away.
   */
  madeAnnotation: 'orkestra.orkspace.io/made-as',
  /** Annotation on what was there before and was taken over with `adopt`: like {@link madeAnnotation}. It is let go, not deleted. */
  adoptedAnnotation: 'orkestra.orkspace.io/adopted-as',
  /** Annotation on children without owner reference: `namespace/name` of the owner. */
  ownerKeyAnnotation: 'orkestra.orkspace.io/owner',
  /** Annotation on children: hash of the desired object they were last applied from (design §5). */
  hashAnnotation: 'orkestra.orkspace.io/applied-hash',
  /** Annotation on rotating Secrets: RFC 3339 time of generation. */
  generatedAtAnnotation: 'orkestra.orkspace.io/generated-at',
  /** Annotation on generated certificates: hash of whom they are for. */
  certificateAnnotation: 'orkestra.orkspace.io/certificate-hash',
  managedByAnnotation: 'orkestra.orkspace.io/managed-by',
  managedSinceAnnotation: 'orkestra.orkspace.io/managed-since',
  /** Label on the ConfigMap in which installations remember what they have worked on. */
  inventoryLabel: 'orkestra.orkspace.io/inventory',
  cleanupFinalizer: 'orkestra.orkspace.io/cleanup',
  fieldManager: 'orkestra',
  /** Annotations on a Lease: what its holder serves. */
  leaseKatalogsAnnotation: 'orkestra.orkspace.io/katalogs',
  leaseCrdsAnnotation: 'orkestra.orkspace.io/crds',
  leaseRevisionAnnotation: 'orkestra.orkspace.io/revision',
} as const;
