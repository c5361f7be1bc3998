package main

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

var websiteGroupVersion = schema.GroupVersion{Group: "demo.orkestra.io", Version: "v1alpha1"}

// Website is the custom resource of the benchmark (bench/peers/website/crd.yaml).
type Website struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`
	Spec              WebsiteSpec   `json:"spec"`
	Status            WebsiteStatus `json:"status,omitempty"`
}

// WebsiteSpec says what a website is to be.
type WebsiteSpec struct {
	Image    string `json:"image"`
	Replicas int32  `json:"replicas"`
	Port     int32  `json:"port"`
}

// WebsiteStatus says what it has become. A pointer tells "none ready" from "not looked at yet", so that the first patch carries the zero.
type WebsiteStatus struct {
	Phase         string `json:"phase,omitempty"`
	Endpoint      string `json:"endpoint,omitempty"`
	ReadyReplicas *int32 `json:"readyReplicas,omitempty"`
}

// WebsiteList is what listing websites answers.
type WebsiteList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Website `json:"items"`
}

// DeepCopyObject implements runtime.Object.
func (w *Website) DeepCopyObject() runtime.Object {
	out := *w
	w.ObjectMeta.DeepCopyInto(&out.ObjectMeta)
	if w.Status.ReadyReplicas != nil {
		out.Status.ReadyReplicas = new(*w.Status.ReadyReplicas)
	}
	return &out
}

// DeepCopyObject implements runtime.Object.
func (l *WebsiteList) DeepCopyObject() runtime.Object {
	out := &WebsiteList{TypeMeta: l.TypeMeta, Items: make([]Website, 0, len(l.Items))}
	l.ListMeta.DeepCopyInto(&out.ListMeta)
	for i := range l.Items {
		out.Items = append(out.Items, *l.Items[i].DeepCopyObject().(*Website))
	}
	return out
}

func addWebsiteToScheme(scheme *runtime.Scheme) {
	scheme.AddKnownTypes(websiteGroupVersion, &Website{}, &WebsiteList{})
	metav1.AddToGroupVersion(scheme, websiteGroupVersion)
}
