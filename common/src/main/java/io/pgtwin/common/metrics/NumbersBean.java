package io.pgtwin.common.metrics;

import java.util.Map;
import java.util.function.LongSupplier;

import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;

/** Numbers that can be read over JMX under their names. */
public final class NumbersBean implements DynamicMBean {
    private final Map<String, LongSupplier> numbers;

    public NumbersBean(Map<String, LongSupplier> numbers) {
        this.numbers = numbers;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        LongSupplier number = numbers.get(name);
        if (number == null) {
            throw new AttributeNotFoundException(name);
        }
        return number.getAsLong();
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList found = new AttributeList();
        for (String name : names) {
            if (numbers.containsKey(name)) {
                found.add(new Attribute(name, numbers.get(name).getAsLong()));
            }
        }
        return found;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = numbers.keySet().stream()
                .map(name -> new MBeanAttributeInfo(name, "long", name, true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(NumbersBean.class.getName(), "pgtwin", attributes, null, null, null);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + " cannot be set");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException(action);
    }
}
